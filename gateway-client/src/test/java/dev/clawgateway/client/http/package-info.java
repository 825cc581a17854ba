/** Tests of HTTP to gateways. */
@NullMarked
package dev.clawgateway.client.http;

import org.jspecify.annotations.NullMarked;
