/** Signing in at an identity provider, for a token to show to a gateway. */
@NullMarked
package dev.clawgateway.client.provider;

import org.jspecify.annotations.NullMarked;
