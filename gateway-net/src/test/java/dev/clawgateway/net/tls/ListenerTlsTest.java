package dev.clawgateway.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.tls.EchoServer.Visit;
import dev.clawgateway.net.tls.TlsMaterial.Clients;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What new connections are shown, what old ones keep, and which sessions can be resumed. */
class ListenerTlsTest {
    private static final String V13 = "TLSv1.3";
    private static final String V12 = "TLSv1.2";

    @TempDir private static Path folder;
    private static KeyPairs keys;

    @BeforeAll
    static void make() throws Exception {
        keys = new KeyPairs(folder, "one", "two", "anna", "ben");
    }

    private static ListenerTls showing(String name) throws Exception {
        return new ListenerTls(TlsLibrary.best(), keys.material(name, null));
    }

    private static SSLContext client() throws Exception {
        return keys.client("anna", "one", "two");
    }

    private static Clients believing(String... names) throws Exception {
        return new Clients(keys.trust(names), true);
    }

    @Test
    void isSpokenByBoringSslHere() {
        assertThat(TlsLibrary.best()).hasToString("BoringSSL");
        assertThat(TlsLibrary.whyNotBest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void showsNewConnectionsAnotherCertificateAndKeepsTheOldOnes(String version) throws Exception {
        ListenerTls tls = showing("one");
        SSLContext client = client();
        try (EchoServer server = new EchoServer(tls);
                Visit old = server.visit(client, version)) {
            tls.prepare(keys.material("two", null)).run();

            old.echo();
            assertThat(old.shown()).isEqualTo(keys.certificate("one"));
            try (Visit fresh = server.visit(client(), version)) {
                assertThat(fresh.shown()).isEqualTo(keys.certificate("two"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void resumesSessionsWhenTheCertificateIsAnother(String version) throws Exception {
        ListenerTls tls = showing("one");
        SSLContext client = client();
        try (EchoServer server = new EchoServer(tls)) {
            long first = since(server, client, version);
            assertThat(since(server, client, version)).isEqualTo(first);

            tls.prepare(keys.material("two", null)).run();

            assertThat(since(server, client, version)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void resumesSessionsOfTheKeyBeforeAndOfNoneOlder(String version) throws Exception {
        ListenerTls tls = showing("one");
        SSLContext client = client();
        SSLContext other = client();
        try (EchoServer server = new EchoServer(tls)) {
            long first = since(server, client, version);
            long second = since(server, other, version);
            tls.renewTickets();
            assertThat(since(server, client, version)).isEqualTo(first);

            tls.renewTickets();

            assertThat(since(server, other, version)).isNotEqualTo(second);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void resumesNoSessionOfAnotherListener(String version) throws Exception {
        SSLContext client = client();
        try (EchoServer server = new EchoServer(showing("one"));
                EchoServer other = new EchoServer(showing("one"))) {
            long first = since(server, client, version);
            assertThat(since(server, client, version)).isEqualTo(first);

            assertThat(since(other, client, version)).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void resumesNoSessionOnceOthersAreBelieved(String version) throws Exception {
        ListenerTls tls =
                new ListenerTls(TlsLibrary.best(), keys.material("one", believing("anna", "ben")));
        SSLContext anna = client();
        SSLContext ben = keys.client("ben", "one");
        try (EchoServer server = new EchoServer(tls)) {
            long annaFirst = since(server, anna, version);
            long benFirst = since(server, ben, version);
            assertThat(since(server, anna, version)).isEqualTo(annaFirst);

            tls.prepare(keys.material("one", believing("ben"))).run();

            assertThat(since(server, ben, version)).isNotEqualTo(benFirst);
            assertThatThrownBy(() -> since(server, anna, version)).isInstanceOf(IOException.class);
        }
    }

    private static long since(EchoServer server, SSLContext client, String version)
            throws IOException {
        try (Visit visit = server.visit(client, version)) {
            return visit.since();
        }
    }

    /** Where BoringSSL cannot be loaded. */
    @ParameterizedTest
    @ValueSource(strings = {V12, V13})
    void doesTheSameByTheJdk(String version) throws Exception {
        ListenerTls tls =
                new ListenerTls(TlsLibrary.JDK, keys.material("one", believing("anna", "ben")));
        SSLContext ben = keys.client("ben", "one", "two");
        try (EchoServer server = new EchoServer(tls);
                Visit old = server.visit(ben, version)) {
            long first = since(server, ben, version);
            assertThat(since(server, ben, version)).isEqualTo(first);
            tls.renewTickets(); // the JDK's are its own

            tls.prepare(keys.material("two", believing("ben"))).run();

            old.echo();
            try (Visit fresh = server.visit(ben, version)) {
                assertThat(fresh.since()).isNotEqualTo(first);
                assertThat(fresh.shown()).isEqualTo(keys.certificate("two"));
            }
            assertThatThrownBy(() -> since(server, client(), version))
                    .isInstanceOf(IOException.class);
        }
        tls.close();
    }

    @Test
    void speaksNothingOlder() throws Exception {
        SSLContext client = client();
        try (EchoServer server = new EchoServer(showing("one"))) {
            assertThatThrownBy(() -> since(server, client, "TLSv1.1"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void freesWhatWasExchangedWithTheLastConnectionThatUsesIt() throws Exception {
        ListenerTls tls = showing("one");
        List<ReferenceCounted> contexts = new ArrayList<>();
        SSLContext client = client();
        TlsMaterial one = keys.material("one", null);
        TlsMaterial two = keys.material("two", null);
        try (EchoServer server = new EchoServer(tls)) {
            contexts.add((ReferenceCounted) tls.current());
            Visit old = server.visit(client, V13);
            for (int i = 0; i < 20; i++) {
                tls.prepare(i % 2 == 0 ? two : one).run();
                contexts.add((ReferenceCounted) tls.current());
            }
            tls.prepare(two).discard();

            assertThat(contexts).filteredOn(context -> context.refCnt() > 0).hasSize(2);
            old.close();

            await().untilAsserted(() ->
                    assertThat(contexts).filteredOn(context -> context.refCnt() > 0).hasSize(1));
        }
        tls.close();
        await().untilAsserted(
                        () -> assertThat(contexts).noneMatch(context -> context.refCnt() > 0));
    }

    @Test
    void givesEveryConnectionOneWhateverIsExchangedMeanwhile() throws Exception {
        ListenerTls tls = showing("one");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> connecting =
                CompletableFuture.supplyAsync(() -> {
                    int handlers = 0;
                    while (!over.get()) {
                        ReferenceCountUtil.release(
                                tls.newHandler(ByteBufAllocator.DEFAULT).engine());
                        handlers++;
                    }
                    return handlers;
                });
        SslContext last = tls.current();
        TlsMaterial next = keys.material("two", null);
        for (int i = 0; i < 100; i++) {
            tls.prepare(next).run();
            assertThat(((ReferenceCounted) last).refCnt()).isLessThanOrEqualTo(2);
            last = tls.current();
        }
        over.set(true);

        assertThat(connecting.get()).isPositive();
        assertThat(((ReferenceCounted) last).refCnt()).isEqualTo(1);
    }
}
