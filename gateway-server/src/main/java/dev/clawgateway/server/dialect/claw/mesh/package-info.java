/**
 * The WireGuard mesh between nodes: who is in it, on which address, and who must be told about
 * whom. Makes no keys and sees no private one.
 */
@NullMarked
package dev.clawgateway.server.dialect.claw.mesh;

import org.jspecify.annotations.NullMarked;
