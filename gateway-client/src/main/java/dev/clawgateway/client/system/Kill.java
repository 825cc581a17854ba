package dev.clawgateway.client.system;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The system call {@code kill(2)} on process groups, which Java has for single processes only. */
final class Kill {
    private static final int NOTHING = 0;
    private static final int NO_SUCH_PROCESS = 3;

    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    // Restricted because a wrong signature would crash the process; this is kill(2)'s.
    @SuppressWarnings("restricted")
    private static final MethodHandle CALL =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT),
                            Linker.Option.captureCallState("errno"));

    private Kill() {}

    /** Sends a signal to every process of the group; nothing happens when there is none. */
    static void group(long group, Signal signal) {
        call(group, signal.number());
    }

    /** False when the group has certainly no process; a dead one that nobody reaped counts. */
    static boolean groupExists(long group) {
        return call(group, NOTHING) != NO_SUCH_PROCESS;
    }

    /** 0, or the error's number. */
    private static int call(long group, int signal) {
        if (group <= 1) {
            // Zero means the agent's own group, and minus one every process of the machine.
            throw new IllegalArgumentException("no process group: " + group);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(CAPTURED);
            int answer = (int) CALL.invokeExact(captured, Math.toIntExact(-group), signal);
            return answer == 0 ? 0 : (int) ERRNO.get(captured, 0L);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
