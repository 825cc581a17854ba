/** What is said over HTTP of a gateway's configuration. */
@NullMarked
package dev.clawgateway.protocol.configuration;

import org.jspecify.annotations.NullMarked;
