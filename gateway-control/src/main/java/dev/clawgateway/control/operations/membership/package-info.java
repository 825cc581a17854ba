/**
 * What members of the membership registry, and those who look at it, can do and ask; what is known
 * of members and not stored: when they were heard, what they said since, how fast they answer.
 */
@NullMarked
package dev.clawgateway.control.operations.membership;

import org.jspecify.annotations.NullMarked;
