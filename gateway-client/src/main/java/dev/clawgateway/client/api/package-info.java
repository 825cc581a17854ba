/**
 * What can be asked of a gateway, and what it answers, in types of their own. Knows no protocol and
 * no connection: {@code client.operator} puts it on the wire.
 */
@NullMarked
package dev.clawgateway.client.api;

import org.jspecify.annotations.NullMarked;
