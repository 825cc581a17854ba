/**
 * What the registry of discovery holds: members that find each other through the gateway, who leads
 * them, and who was told to found their cluster. Immutable records; the rules are elsewhere.
 */
@NullMarked
package dev.clawgateway.core.discovery;

import org.jspecify.annotations.NullMarked;
