package dev.clawgateway.net.http;

/** How the clients of a family of paths want to be told of errors. */
@FunctionalInterface
public interface ErrorForm {
    /**
     * An error.
     *
     * @param detail for people
     * @param path what was asked for
     */
    RouteAnswer error(int status, String detail, String path);
}
