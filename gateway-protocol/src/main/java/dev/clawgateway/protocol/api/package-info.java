/** Wire records of the native API that all its nouns share. */
@NullMarked
package dev.clawgateway.protocol.api;

import org.jspecify.annotations.NullMarked;
