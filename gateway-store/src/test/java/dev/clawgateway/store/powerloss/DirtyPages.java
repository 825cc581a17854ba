package dev.clawgateway.store.powerloss;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** The system call {@code cachestat}: how much of a file was written and is not on disk. */
final class DirtyPages {
    private static final long CACHESTAT = 451;
    private static final int READ_ONLY = 0;
    private static final int COUNTS = 5;

    private static final MethodHandle OPEN =
            call(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SYSCALL =
            call(
                    "syscall",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG));

    private DirtyPages() {}

    // Restricted because a wrong signature would crash the process; these are Linux's.
    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor signature) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), signature);
    }

    /**
     * Whether it tells of files in a folder: not before Linux 6.5, nor of a folder in memory, where
     * nothing is ever on disk.
     */
    static boolean toldIn(Path folder) throws IOException {
        Path probe = folder.resolve("probe");
        try (FileChannel file =
                FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1));
            file.force(true);
            return of(probe).equals(OptionalLong.of(0));
        } finally {
            Files.delete(probe);
        }
    }

    /** Empty where the kernel does not tell. */
    static OptionalLong of(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int open = (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
            if (open < 0) {
                throw new IOException("cannot be opened: " + file);
            }
            // All of the file is a range of length zero.
            MemorySegment range = arena.allocate(ValueLayout.JAVA_LONG, 2);
            MemorySegment counts = arena.allocate(ValueLayout.JAVA_LONG, COUNTS);
            long answer = (long) SYSCALL.invokeExact(CACHESTAT, (long) open, range, counts, 0L);
            int _ = (int) CLOSE.invokeExact(open);
            long dirty = counts.getAtIndex(ValueLayout.JAVA_LONG, 1);
            long underWay = counts.getAtIndex(ValueLayout.JAVA_LONG, 2);
            return answer == 0 ? OptionalLong.of(dirty + underWay) : OptionalLong.empty();
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
