/** OpenClaw nodes and operators that go on when the packaged gateway is killed under them. */
@NullMarked
package dev.clawgateway.cli.blows.invokes;

import org.jspecify.annotations.NullMarked;
