/**
 * HTTP on a connection: decoding, limits, order, the rules on pages of other sites, and answers on
 * their way. All that knows the network library; what is served it learns from the router.
 */
@NullMarked
package dev.clawgateway.net.http.wire;

import org.jspecify.annotations.NullMarked;
