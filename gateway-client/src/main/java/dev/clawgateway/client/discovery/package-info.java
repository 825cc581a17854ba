/**
 * Our own client of the discovery dialect: an application registers, and hears of the others and of
 * who leads. {@link dev.clawgateway.client.discovery.DiscoveryClient} is the door. Decides nothing
 * about the cluster it helps to find itself, and trusts no clock but its own.
 */
@NullMarked
package dev.clawgateway.client.discovery;

import org.jspecify.annotations.NullMarked;
