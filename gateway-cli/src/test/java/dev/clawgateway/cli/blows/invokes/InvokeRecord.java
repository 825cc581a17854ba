package dev.clawgateway.cli.blows.invokes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was asked under which keys, what of it ran, and what was answered, all with the life of the
 * gateway in which that was: the first, or the one after so many kills. Safe from any thread.
 */
final class InvokeRecord {
    private final AtomicInteger life = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /** Of one key. */
    private static final class Key {
        /** Lives in which it was asked, and nobody said that it was certainly not run. */
        private final Map<Integer, Boolean> open = new ConcurrentHashMap<>();

        private final ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        private volatile int answeredIn = -1;
    }

    /** The life that is now. */
    int life() {
        return life.get();
    }

    /** The gateway is dead; another will be started. */
    void killed() {
        life.incrementAndGet();
    }

    private Key key(String name) {
        return keys.computeIfAbsent(name, _ -> new Key());
    }

    /** Somebody asks. */
    void asked(String name, int in) {
        key(name).open.put(in, true);
    }

    /** The answer says that no node was told: whoever asks again repeats nothing. */
    void notRun(String name, int in) {
        key(name).open.remove(in);
    }

    /** A node ran it. */
    void ran(String name, int in) {
        key(name).ran.add(in);
    }

    /**
     * It is answered, for good.
     *
     * @param word {@code ok}, or what became of it
     */
    void answered(String name, int in, String word) {
        Key key = key(name);
        key.answers.add(word);
        key.answeredIn = in;
        answers.incrementAndGet();
    }

    /** How many keys are answered. */
    int answers() {
        return answers.get();
    }

    /** How often each word was an answer. */
    Map<String, Integer> words() {
        Map<String, Integer> words = new TreeMap<>();
        keys.values()
                .forEach(key -> key.answers.forEach(word -> words.merge(word, 1, Integer::sum)));
        return words;
    }

    /** Keys that ran in more than one life. */
    long ranAgain() {
        return keys.values().stream().filter(key -> key.ran.size() > 1).count();
    }

    /**
     * What is not as it is promised: one answer a key, at most one run a life, none in a life in
     * which it was not asked or was certainly not run, and none after the answer.
     */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        keys.forEach((name, key) -> {
            List<Integer> ran = List.copyOf(key.ran);
            if (key.answers.size() != 1) {
                broken.add(name + " was answered " + key.answers);
            }
            if (ran.stream().distinct().count() != ran.size()) {
                broken.add(name + " ran twice in one life: " + ran);
            }
            if (!key.open.keySet().containsAll(ran)) {
                broken.add(name + " ran in " + ran + ", asked in " + key.open.keySet());
            }
            if (ran.stream().anyMatch(in -> in > key.answeredIn)) {
                broken.add(name + " ran in " + ran + ", answered in " + key.answeredIn);
            }
            if (key.answers.contains("ok") && !ran.contains(key.answeredIn)) {
                broken.add(name + " did not run where it was answered that it did");
            }
        });
        return broken;
    }
}
