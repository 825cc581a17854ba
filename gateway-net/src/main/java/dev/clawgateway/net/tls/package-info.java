/**
 * TLS of listeners: the library that speaks it, what is offered, how sessions are resumed, and how
 * one certificate takes the place of another. Reads no file.
 */
@NullMarked
package dev.clawgateway.net.tls;

import org.jspecify.annotations.NullMarked;
