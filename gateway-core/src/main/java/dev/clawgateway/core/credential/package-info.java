/**
 * What is kept of credentials that were issued and taken back, and the bounds of what one may say.
 * Immutable records; the rules are elsewhere.
 */
@NullMarked
package dev.clawgateway.core.credential;

import org.jspecify.annotations.NullMarked;
