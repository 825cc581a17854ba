/**
 * What the service manager is told of the gateway: that it serves, that it gets on, that its
 * control loop turns.
 */
@NullMarked
package dev.clawgateway.server.service;

import org.jspecify.annotations.NullMarked;
