package dev.clawgateway.store.form;

/**
 * The reading of one message.
 *
 * @param depth how many messages it is in
 * @param kept takes what is not known
 */
record Descent(int depth, Kept kept) {
    /** No record is nearly as deep, and no stack is so shallow. */
    private static final int DEEPEST = 600;

    static Descent begin() {
        return new Descent(0, new Kept());
    }

    /** That of a message within. */
    Descent within() {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("it is in more than " + DEEPEST + " messages");
        }
        return new Descent(depth + 1, new Kept());
    }
}
