/**
 * HTTP/1.1 over TCP, TLS and Unix sockets: one request, one answer as it comes. Knows no gateway's
 * words, tries nothing twice but what a kept connection lost.
 */
@NullMarked
package dev.clawgateway.client.http.wire;

import org.jspecify.annotations.NullMarked;
