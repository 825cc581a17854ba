/**
 * Asks a gateway about its registry of members, over HTTP, behind types of its own: no wire record
 * leaves this package.
 */
@NullMarked
package dev.clawgateway.client.membership;

import org.jspecify.annotations.NullMarked;
