package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.core.WorkloadId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Disks that fail to sync, are slow, or are full, under a gateway with work on one node. */
final class Disks {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SYNC_TAKES = Duration.ofSeconds(2);
    private static final int TRIES = 3;
    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;
    private final Duration nodeTimeout;
    private final Fleet fleet;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * @param nodeTimeout longer than agents may wait before they return to a gateway that was away
     */
    Disks(Path folder, Duration nodeTimeout) {
        this.folder = folder;
        this.nodeTimeout = nodeTimeout;
        this.fleet = new Fleet(folder, FleetSettings.longWork(nodeTimeout));
    }

    /**
     * Every sync fails with EIO: nothing is acknowledged any more, also not once syncs are good
     * again.
     */
    Findings failing() {
        try (fleet) {
            Work work = start();
            try (GatewayApi session = fleet.operator()) {
                Submissions submissions = new Submissions(session, 10);
                check(submissions.submit() == null, "a good disk is refused");
                try (Strace _ = Strace.on(fleet.pid(Part.GATEWAY), "error=EIO")) {
                    refusesFromNowOn(submissions);
                }
                int before = submissions.acknowledged();
                submissions.submit();
                check(submissions.acknowledged() == before, "acknowledged once syncs are good");
                restartAndCompare(submissions, work);
            }
            return findings();
        }
    }

    private void refusesFromNowOn(Submissions submissions) {
        String answer = submissions.untilRefused(1000);
        summary.add("the first write that fails is answered with: " + answer);
        check(answer != null, "writes fail and submissions are acknowledged");
        int before = submissions.acknowledged();
        for (int i = 0; i < TRIES; i++) {
            submissions.submit();
        }
        check(submissions.acknowledged() == before, "acknowledged after a failure");
        check(Referee.within(SOON, () -> !fleet.healthy()), "/health stays good");
        summary.add("/health: " + page("/health"));
        checkReads();
        check(!new Traces(folder).living().isEmpty(), "what ran is gone");
    }

    /**
     * The file system becomes read-only by itself, as ext4 does when it finds an error in itself;
     * then it is repaired. Needs root, for a disk of its own.
     */
    Findings readOnly() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        String image = folder.resolve("disk.img").toString();
        Tool.run("truncate", "-s", "512M", image);
        Tool.run("mkfs.ext4", "-q", "-F", image);
        mount(image, data);
        try (fleet) {
            Work work = start();
            try (GatewayApi session = fleet.operator()) {
                Submissions submissions = new Submissions(session, 10);
                check(submissions.submit() == null, "a good disk is refused");
                Files.writeString(
                        Path.of("/sys/fs/ext4", device(data), "trigger_fs_error"), "a blow");
                refusesFromNowOn(submissions);
                fleet.kill(Part.GATEWAY);
                Tool.run("umount", data.toString());
                // It ends with 1 when it has repaired something.
                Tool.run("sh", "-c", "e2fsck -fy '" + image + "' || test $? -eq 1");
                mount(image, data);
                restartAndCompare(submissions, work);
            }
            return findings();
        } finally {
            Tool.run("umount", "--lazy", data.toString());
        }
    }

    private static void mount(String image, Path at) {
        Tool.run("mount", "-o", "loop,errors=remount-ro", image, at.toString());
    }

    /** Such as {@code loop0}. */
    private static String device(Path mounted) throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> List.of(line.split(" ", -1)))
                .filter(mount -> mount.get(1).equals(mounted.toString()))
                .map(mount -> mount.getFirst().substring("/dev/".length()))
                .findFirst()
                .orElseThrow();
    }

    /** A sync takes two seconds: answers take as long, heartbeats do not. */
    Findings slow() {
        try (fleet) {
            Work work = start();
            try (GatewayApi session = fleet.operator();
                    Strace _ = Strace.on(fleet.pid(Part.GATEWAY), "delay_enter=2000000")) {
                Submissions submissions = new Submissions(session, 10);
                boolean felt =
                        Referee.within(
                                SOON,
                                () ->
                                        submissions.submit() == null
                                                && submissions.last().compareTo(SYNC_TAKES) >= 0);
                check(felt, "no submission waits for the disk");
                summary.add("a submission is acknowledged after " + submissions.last());
                // Longer than the timeout, so heartbeats that waited for the disk would show.
                violations.addAll(work.disturbedWithin(nodeTimeout.plusSeconds(5)));
                long begin = System.nanoTime();
                check(fleet.healthy(), "/health is bad");
                Duration answer = Duration.ofNanos(System.nanoTime() - begin);
                summary.add("/health answers after " + answer.toMillis() + " ms");
                fleet.programs().awaitNode(Part.LEFT.label());
            }
            return findings();
        }
    }

    /** The disk is full, then has room again. Needs root, for a disk of its own. */
    Findings full() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Tool.run("mount", "-t", "tmpfs", "-o", "size=512m,mode=700", "tmpfs", data.toString());
        try (fleet) {
            Work work = start();
            try (GatewayApi session = fleet.operator()) {
                Submissions submissions = new Submissions(session, 4000);
                Path filling = fill(data);
                String answer = submissions.untilRefused(20_000);
                check(answer != null, "the disk is full and submissions are acknowledged");
                summary.add("the full disk is answered with: " + answer);
                summary.add("/health: " + page("/health"));
                checkReads();
                Files.delete(filling);
                boolean again = Referee.within(SOON, () -> submissions.submit() == null);
                check(again, "there is room again and submissions are refused");
                restartAndCompare(submissions, work);
            }
            return findings();
        } finally {
            Tool.run("umount", "--lazy", data.toString());
        }
    }

    private Work start() {
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        fleet.start(Part.LEFT);
        fleet.programs().awaitNode(Part.LEFT.label());
        return Work.on(fleet, new Traces(folder), List.of(Part.LEFT.label()));
    }

    private static Path fill(Path disk) throws IOException {
        Path filling = disk.resolve("filling");
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (true) {
                out.write(new byte[MEBIBYTE]);
            }
        } catch (IOException _) {
            return filling; // it is full
        }
    }

    private void checkReads() {
        try {
            long known = fleet.ask(gateway -> gateway.workloads().count(WorkloadQuery.ALL));
            check(known > 0, "nothing is known");
        } catch (GatewayException e) {
            violations.add("nothing can be read: " + e.getMessage());
        }
    }

    private void restartAndCompare(Submissions submissions, Work work) {
        if (fleet.alive(Part.GATEWAY)) {
            fleet.kill(Part.GATEWAY);
        }
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        fleet.programs().awaitNode(Part.LEFT.label());
        List<WorkloadId> lost = fleet.ask(submissions::lost);
        check(lost.isEmpty(), "lost: " + lost);
        violations.addAll(work.disturbedWithin(Duration.ofSeconds(5)));
        summary.add(
                "acknowledged %d; after a restart lost: %d"
                        .formatted(submissions.acknowledged(), lost.size()));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private Findings findings() {
        return new Findings(summary, violations);
    }

    private String page(String path) {
        try {
            return fleet.page(path);
        } catch (IOException e) {
            violations.add(path + " is not answered");
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
