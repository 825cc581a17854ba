/**
 * People and programs by tokens of an identity provider (OpenID Connect): its keys, fetched ahead
 * of need, and what its tokens say.
 */
@NullMarked
package dev.clawgateway.server.access.provider;

import org.jspecify.annotations.NullMarked;
