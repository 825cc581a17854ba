package dev.clawgateway.server.access.certificate;

/** Who is believed about certificates now. Safe from any thread. */
public final class AuthoritiesInForce {
    private volatile Edition current;

    private record Edition(int number, Authorities authorities) {}

    public AuthoritiesInForce(Authorities first) {
        current = new Edition(0, first);
    }

    /** Those who are believed. */
    public Authorities authorities() {
        return current.authorities;
    }

    /**
     * Another number than before, when somebody who was believed is no more: whoever was let in by
     * then is to be judged anew.
     */
    public int edition() {
        return current.number;
    }

    /** Others are believed from now on. By one thread at a time. */
    public void exchange(Authorities next) {
        Edition last = current;
        boolean all = next.certificates().containsAll(last.authorities.certificates());
        current = new Edition(all ? last.number : last.number + 1, next);
    }
}
