/** What is said over HTTP of credentials, and of who may do what. */
@NullMarked
package dev.clawgateway.protocol.access;

import org.jspecify.annotations.NullMarked;
