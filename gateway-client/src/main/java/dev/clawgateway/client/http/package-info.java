/**
 * HTTP to gateways: several addresses, a token, TLS, limits. Knows no dialect and never tries again
 * by itself.
 */
@NullMarked
package dev.clawgateway.client.http;

import org.jspecify.annotations.NullMarked;
