package dev.clawgateway.client.api.follow;

/** What is told of a list that is watched. */
public sealed interface ListNews<T> {
    /** One that is meant, as it is now. */
    record Is<T>(T thing) implements ListNews<T> {}

    /** One that is meant no more, or is no more; as it was last. */
    record Gone<T>(T thing) implements ListNews<T> {}

    /** All that there is was told, for now. */
    record UpToDate<T>() implements ListNews<T> {}

    /** What was told may be old: all that is meant is told again from here on. */
    record Anew<T>() implements ListNews<T> {}
}
