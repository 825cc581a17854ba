package dev.clawgateway.simulation.node;

import dev.clawgateway.client.system.Child;
import dev.clawgateway.client.system.LivingProcess;
import dev.clawgateway.client.system.ProcessGroup;
import dev.clawgateway.client.system.Signal;
import dev.clawgateway.client.system.Spawn;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The process group of one attempt: the agent's wrapper, which here does step by step what its
 * script says, and the command it runs. Anything may come between two steps.
 *
 * <pre>
 * claimed, pid (empty, then written), signal, the command, signal, exit (empty, then written), end
 * </pre>
 */
final class AttemptProcess implements Child {
    private static final int NOT_BEGUN = 125;
    private static final int TERMINATED = 128 + 15;
    private static final int KILLED = 128 + 9;
    private static final int SLOW_MILLIS = 8_000;
    // Where the wrapper's arguments are: setsid /bin/sh -c SCRIPT NAME FOLDER COMMAND...
    private static final int FOLDER = 5;

    private final ProcessTable table;
    private final Spawn spawn;
    private final ProcessGroup group;
    private final SimulatedProcess life;
    private final RandomGenerator random;
    private final Path folder;
    private final CommandWork work;
    private final List<Runnable> told = new ArrayList<>();
    private boolean wrapper = true;
    private boolean command;
    private boolean asked;
    private boolean slow;
    private boolean bySignal;
    private int code;
    private int wrapperCode;

    AttemptProcess(ProcessTable table, Spawn spawn, ProcessGroup group, SimulatedProcess life) {
        this.table = table;
        this.spawn = spawn;
        this.group = group;
        this.life = life;
        this.random = life.random();
        this.folder = Objects.requireNonNull(spawn.stdout().getParent());
        this.work = CommandWork.of(program(), random);
    }

    private List<String> program() {
        return spawn.command().subList(FOLDER + 1, spawn.command().size());
    }

    ProcessGroup group() {
        return group;
    }

    Spawn spawn() {
        return spawn;
    }

    boolean anyAlive() {
        return wrapper || command;
    }

    boolean commandAlive() {
        return command;
    }

    /** Those of it that live, as the system lists them. */
    List<LivingProcess> living() {
        List<LivingProcess> living = new ArrayList<>();
        if (wrapper) {
            living.add(shown(group.leader(), spawn.command().subList(1, spawn.command().size())));
        }
        if (command) {
            living.add(shown(group.leader() + 1, program()));
        }
        return living;
    }

    private LivingProcess shown(long id, List<String> arguments) {
        return new LivingProcess(id, group, spawn.environment(), arguments);
    }

    void begin(boolean slow) {
        this.slow = slow;
        next(this::claim);
    }

    /** A step takes no time, unless the machine is busy, or swaps. */
    private int longestMillis() {
        if (slow) {
            return SLOW_MILLIS;
        }
        int rare = random.nextInt(64);
        return rare == 0 ? 5_000 : rare < 4 ? 50 : 1;
    }

    private interface Doing {
        void run() throws IOException;
    }

    private void next(Doing step) {
        later(Duration.ofNanos(random.nextLong(1_000_000L * longestMillis())), step);
    }

    private void later(Duration delay, Doing step) {
        var _ =
                life.after(
                        delay,
                        () -> {
                            try {
                                step.run();
                            } catch (IOException _) {
                                // The shell's own error output goes nowhere that matters.
                                end(NOT_BEGUN);
                            }
                        });
    }

    private void claim() throws IOException {
        create("claimed");
        next(() -> {
            empty("pid");
            next(() -> {
                write("pid", group.line() + "\n");
                next(() -> {
                    empty("signal");
                    next(this::run);
                });
            });
        });
    }

    private void run() {
        if (asked) {
            code = TERMINATED;
            next(this::noteSignal);
            return;
        }
        command = table.began(this);
        if (!command) {
            code = 1;
            later(Duration.ofMillis(random.nextLong(1, 500)), this::noteSignal);
            return;
        }
        for (int i = 0; i < work.lines(); i++) {
            int line = i;
            later(work.takes().multipliedBy(i).dividedBy(work.lines()), () -> print(line));
        }
        later(work.takes(), () -> finish(work.exitCode(), false, Cause.BY_ITSELF));
    }

    private void print(int line) {
        if (command) {
            try {
                append(spawn.stdout(), "line " + line + "\n");
            } catch (IOException _) {
                // A program that does not look at what its writes come to.
            }
        }
    }

    /** The command ends, whoever made it. */
    void finish(int exitCode, boolean signalled, Cause cause) {
        if (!command) {
            return;
        }
        command = false;
        code = exitCode;
        bySignal = signalled;
        table.ended(this, wrapper ? exitCode : null, cause);
        if (wrapper) {
            next(this::noteSignal);
        }
    }

    private void noteSignal() throws IOException {
        if (bySignal) {
            append(folder.resolve("signal"), "Terminated\n");
        }
        next(() -> {
            try {
                empty("exit");
            } catch (IOException _) {
                // As below.
            }
            next(() -> {
                try {
                    write("exit", code + (bySignal ? " signal" : "") + "\n");
                } catch (IOException _) {
                    // The script goes on to its end whether there was room or not.
                }
                next(() -> end(code));
            });
        });
    }

    /** The wrapper ends; what it started goes on. */
    private void end(int exitCode) {
        if (wrapper) {
            wrapper = false;
            wrapperCode = exitCode;
            List<Runnable> telling = List.copyOf(told);
            told.clear();
            telling.forEach(Runnable::run);
        }
        if (!anyAlive()) {
            life.kill();
            table.gone(this);
        }
    }

    /** Only the wrapper is killed, by somebody who takes it for something else. */
    void loseWrapper() {
        end(KILLED);
    }

    void signal(Signal signal) {
        switch (signal) {
            case TERM -> {
                asked = true;
                if (command && !work.stubborn()) {
                    boolean handled = random.nextInt(4) == 0;
                    later(
                            Duration.ofNanos(random.nextLong(1_000_000_000)),
                            () -> finish(handled ? 0 : TERMINATED, !handled, Cause.ASKED));
                }
            }
            case KILL -> {
                if (command) {
                    command = false;
                    // With its wrapper gone there is nothing left to wait for.
                    table.ended(this, null, wrapper ? Cause.KILLED : Cause.BY_OTHERS);
                }
                end(KILLED);
            }
        }
    }

    private void create(String name) throws IOException {
        Files.newByteChannel(
                        folder.resolve(name),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)
                .close();
    }

    private void empty(String name) throws IOException {
        Files.newByteChannel(
                        folder.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)
                .close();
    }

    private void write(String name, String text) throws IOException {
        append(folder.resolve(name), text);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public boolean alive() {
        return wrapper;
    }

    @Override
    public int exitCode() {
        if (wrapper) {
            throw new IllegalThreadStateException("it lives");
        }
        return wrapperCode;
    }

    @Override
    public void whenEnded(Runnable told) {
        if (wrapper) {
            this.told.add(told);
        } else {
            told.run();
        }
    }
}
