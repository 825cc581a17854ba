package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of a workload: what nodes were told of it, said of it, and what ran. */
public final class AttemptStory {
    /** What a node said of it. */
    public record Word(
            String machine, NodeId node, LinkStory link, long at, NodeMessage.WorkloadUpdate what) {
        public boolean isFinal() {
            return what.state().isFinal();
        }
    }

    private final WorkloadId workload;
    private final int number;
    private final List<Telling<NodeCommand.StartWorkload>> starts = new ArrayList<>();
    private final List<Telling<NodeCommand.StopWorkload>> stops = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Word> meant = new ArrayList<>();
    private final List<ProcessStory> processes = new ArrayList<>();

    AttemptStory(WorkloadId workload, int number) {
        this.workload = workload;
        this.number = number;
    }

    void told(Telling<NodeCommand.StartWorkload> start) {
        starts.add(start);
    }

    void toldToStop(Telling<NodeCommand.StopWorkload> stop) {
        stops.add(stop);
    }

    void said(Word word) {
        words.add(word);
        meant.add(word);
    }

    /**
     * What the node said of an earlier attempt without a number, on the same connection, may have
     * come when this one was the current one already, and then it is taken for this one.
     */
    void mayBeMeantBy(AttemptStory earlier, LinkStory link, long since) {
        earlier.words.stream()
                .filter(word -> word.what().attempt() == null && word.isFinal())
                .filter(word -> word.link() == link && word.at() >= since)
                .forEach(words::add);
    }

    void ran(ProcessStory process) {
        processes.add(process);
    }

    public WorkloadId workload() {
        return workload;
    }

    public int number() {
        return number;
    }

    /** In the order in which they reached nodes. */
    public List<Telling<NodeCommand.StartWorkload>> starts() {
        return starts;
    }

    public List<Telling<NodeCommand.StopWorkload>> stops() {
        return stops;
    }

    /** All that may be taken for a word on it. */
    public List<Word> words() {
        return words;
    }

    /** What was said after its start, and so by a node that knew of it. */
    public List<Word> meant() {
        return meant;
    }

    public List<ProcessStory> processes() {
        return processes;
    }

    /** The node that was first told to start it; null when none was. */
    public @Nullable NodeId node() {
        return starts.isEmpty() ? null : starts.getFirst().node();
    }

    /** Whether its node said that it ended in any way. */
    public boolean endSaid() {
        return words.stream().anyMatch(Word::isFinal);
    }

    @Override
    public String toString() {
        return "attempt " + number + " of " + workload;
    }
}
