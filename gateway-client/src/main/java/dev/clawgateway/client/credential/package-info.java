/**
 * How an agent comes by the credential of its node, keeps it and has it renewed. Knows nothing of
 * sessions and workloads: whatever becomes of a credential, what runs goes on.
 */
@NullMarked
package dev.clawgateway.client.credential;

import org.jspecify.annotations.NullMarked;
