/** Who is connected by a session at this moment: nodes and operators. Nothing of it is kept. */
@NullMarked
package dev.clawgateway.control.operations.sessions;

import org.jspecify.annotations.NullMarked;
