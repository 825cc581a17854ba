package dev.clawgateway.server.access.provider;

import java.io.IOException;

/** Where the keys of a provider are had. */
@FunctionalInterface
interface KeyDocuments {
    /**
     * All keys as they are published now. May take its time, though not much.
     *
     * @throws IOException when they cannot be had; says why, for people
     */
    ProviderKeys fetch() throws IOException, InterruptedException;
}
