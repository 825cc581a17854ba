/**
 * What credentials say: for whom they are, what they allow, and the bounds within which a holder
 * has it.
 */
@NullMarked
package dev.clawgateway.core.access;

import org.jspecify.annotations.NullMarked;
