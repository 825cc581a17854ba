/**
 * What guests of the house have in common: the form in which a dialect is let in. No dialect is
 * here, and none knows another.
 */
@NullMarked
package dev.clawgateway.server.dialect;

import org.jspecify.annotations.NullMarked;
