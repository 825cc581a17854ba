/** Credentials of a gateway: made, listed and taken back over HTTP, and who one is oneself. */
@NullMarked
package dev.clawgateway.client.access;

import org.jspecify.annotations.NullMarked;
