/** What is said over HTTP of copies of the store. */
@NullMarked
package dev.clawgateway.protocol.store;

import org.jspecify.annotations.NullMarked;
