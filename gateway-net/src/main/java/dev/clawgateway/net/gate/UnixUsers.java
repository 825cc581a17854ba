package dev.clawgateway.net.gate;

import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in by a Unix socket, as the kernel tells: root, the user that the gateway runs as,
 * and the members of a group. The file's mode says the same; this holds when somebody changes it.
 *
 * @param own the user that the gateway runs as
 * @param group null for none
 */
public record UnixUsers(int own, @Nullable Integer group) {
    private static final int ROOT = 0;

    /** The user that this process runs as. */
    public static int ownUser() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Whether whoever is at the other end may come in. */
    public boolean admits(EpollDomainSocketChannel channel) throws IOException {
        PeerCredentials peer = channel.peerCredentials();
        return peer.uid() == ROOT || peer.uid() == own || (group != null && isMember(peer, group));
    }

    /** The kernel's own files are no disk: reading one waits for nothing. */
    private static boolean isMember(PeerCredentials peer, int group) throws IOException {
        if (Arrays.stream(peer.gids()).anyMatch(one -> one == group)) {
            return true;
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + peer.pid() + "/status"))) {
            if (line.startsWith("Groups:")) {
                return Arrays.asList(line.substring(7).strip().split("\\s+", -1))
                        .contains(Integer.toString(group));
            }
        }
        return false;
    }
}
