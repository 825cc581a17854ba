package dev.clawgateway.core.state.access;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.credential.Revocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was taken back. */
final class Revocations {
    private record Key(Revocation.Of what, String whose) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::what).thenComparing(Key::whose);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final TreeMap<Key, Revocation> all = new TreeMap<>();

    void put(Revocation revocation) {
        all.put(new Key(revocation.what(), revocation.whose()), revocation);
    }

    void remove(Revocation revocation) {
        all.remove(new Key(revocation.what(), revocation.whose()));
    }

    @Nullable Revocation of(Revocation.Of what, String whose) {
        return all.get(new Key(what, whose));
    }

    boolean holds(Credential credential) {
        return of(Revocation.Of.CREDENTIAL, credential.id()) != null
                || !credential.issued().isAfter(until(credential.holder().subject()));
    }

    /** What a subject was issued up to then is taken back; the beginning of time for nothing. */
    Instant until(String subject) {
        Instant own = at(of(Revocation.Of.SUBJECT, subject));
        Instant everybody = at(of(Revocation.Of.EVERYBODY, ""));
        return own.isAfter(everybody) ? own : everybody;
    }

    private static Instant at(@Nullable Revocation revocation) {
        return revocation == null ? Instant.EPOCH : revocation.at();
    }

    int size() {
        return all.size();
    }

    /** In an order that is always the same. */
    List<Revocation> all() {
        return new ArrayList<>(all.values());
    }
}
