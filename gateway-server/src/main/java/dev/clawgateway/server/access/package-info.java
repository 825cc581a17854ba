/**
 * Who somebody is, by tokens of our own: judges what is shown, counts what is no good, and ends
 * what no longer holds. Knows no dialect and no wire form but that of tokens.
 */
@NullMarked
package dev.clawgateway.server.access;

import org.jspecify.annotations.NullMarked;
