/** Tests of the nouns. */
@NullMarked
package dev.clawgateway.core;

import org.jspecify.annotations.NullMarked;
