/**
 * What is streamed by the API: events, lists that are watched, output that is followed; and the
 * wait for a workload.
 */
@NullMarked
package dev.clawgateway.server.dialect.api.stream;

import org.jspecify.annotations.NullMarked;
