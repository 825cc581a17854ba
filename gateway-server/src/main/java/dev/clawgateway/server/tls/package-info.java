/**
 * TLS as the configuration wants it: reads the files, watches them, and says when something is
 * wrong with them or they end soon. What is done with them is the network's.
 */
@NullMarked
package dev.clawgateway.server.tls;

import org.jspecify.annotations.NullMarked;
