package dev.clawgateway.client.discovery;

import dev.clawgateway.client.http.HttpAddresses;
import java.util.Random;

/** One member over real sockets, in a time that moves by hand. */
final class MemberFixture implements AutoCloseable {
    static final long SEED = 7;

    final ManualPauses pauses = new ManualPauses();
    final StillTime time = new StillTime();
    final Heard heard;
    final DiscoveryClient client;

    MemberFixture(HttpAddresses gateways, Registration self, Heard heard) {
        this.heard = heard;
        client =
                DiscoveryClient.of(
                        gateways,
                        self,
                        new Surroundings(
                                time,
                                new Random(SEED),
                                pauses,
                                Thread.ofPlatform().daemon().name("member").factory()));
    }

    /** Started, and after its first turn. */
    static MemberFixture started(Registration self, String... urls) throws InterruptedException {
        MemberFixture member = new MemberFixture(HttpAddresses.of(urls), self, new Heard());
        member.client.start(member.heard);
        return member;
    }

    @Override
    public void close() {
        client.close();
    }
}
