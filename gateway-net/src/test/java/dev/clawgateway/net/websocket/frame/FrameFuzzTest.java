package dev.clawgateway.net.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.websocket.frame.Inbound.Violation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Streams of frames, some of them spoiled, in pieces of any size: whatever comes, the decoder says
 * the same of it however it was cut, says nothing after a violation, and throws nothing. More of
 * them with {@code -Dfuzz.runs} and {@code -Dfuzz.seed}.
 */
class FrameFuzzTest {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 4000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
    private static final int MAX_BYTES = 400;
    private static final int HARD_CAP = 1200;
    private static final int MAX_FRAGMENTS = 6;
    private static final int[] LENGTHS = {0, 1, 2, 7, 100, 125, 126, 127, 300, 401, 1201};
    private static final List<String> CHARACTERS = List.of("a", "\u00e9", "\u20ac", "\ud83d\ude00");
    private static final List<Integer> CODES =
            List.of(CloseCode.PROTOCOL_ERROR, CloseCode.NOT_UTF8, 1008, CloseCode.TOO_BIG);

    private static final MessageLimits LIMITS =
            new MessageLimits(
                    MAX_BYTES, HARD_CAP, 3, MAX_FRAGMENTS, Duration.ofHours(1), 500, 2000, 60, 100);

    @Test
    void saysTheSameHoweverAStreamIsCut() {
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(SEED + run);
            byte[] stream = stream(random);

            List<String> whole = decoded(stream, stream.length, random);
            List<String> cut = decoded(stream, 1 + random.nextInt(40), random);

            int same = Math.min(comparable(whole), comparable(cut));
            boolean all = same == whole.size() && same == cut.size();
            assertThat(all ? cut : cut.subList(0, same))
                    .as("-Dfuzz.seed=%d -Dfuzz.runs=1", SEED + run)
                    .isEqualTo(all ? whole : whole.subList(0, same));
            assertThat(all || tooLarge(whole) || tooLarge(cut)).isTrue();
        }
    }

    @Test
    void hasAnAnswerToAnyBytes() {
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(SEED + run);
            byte[] bytes = new byte[1 + random.nextInt(500)];
            random.nextBytes(bytes);

            assertThat(decoded(bytes, 1 + random.nextInt(bytes.length), random).size())
                    .as("-Dfuzz.seed=%d -Dfuzz.runs=1", SEED + run)
                    .isLessThanOrEqualTo(bytes.length);
        }
    }

    /**
     * How much of it has to be the same: of a message that is too large, what was kept may be no
     * text already, and which of the two is found first depends on the cut.
     */
    private static int comparable(List<String> said) {
        int end = 0;
        while (end < said.size() && !tooLarge(said.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean tooLarge(List<String> said) {
        return said.stream().anyMatch(FrameFuzzTest::tooLarge);
    }

    private static boolean tooLarge(String said) {
        return said.startsWith("Oversize") || said.startsWith("1007");
    }

    /** What is made of it, in pieces of so many bytes or fewer. */
    private static List<String> decoded(byte[] stream, int piece, Random random) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(() -> LIMITS));
        List<String> said = new ArrayList<>();
        boolean violated = false;
        for (int at = 0; at < stream.length; ) {
            int count = Math.min(stream.length - at, 1 + random.nextInt(piece));
            count = piece == stream.length ? stream.length : count;
            channel.writeInbound(Unpooled.copiedBuffer(stream, at, count));
            at += count;
            for (Inbound next = channel.readInbound(); next != null; next = channel.readInbound()) {
                assertThat(violated).as("something after a violation").isFalse();
                violated = next instanceof Violation;
                said.add(told(next));
            }
        }
        assertThat(channel.finish()).isFalse();
        return said;
    }

    private static String told(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Text(String text, int bytes) -> {
                assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
                assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
                yield text;
            }
            case Inbound.Binary(ByteBuf payload) -> {
                assertThat(payload.readableBytes()).isLessThanOrEqualTo(MAX_BYTES);
                yield ByteBufUtil.hexDump(payload);
            }
            case Inbound.Oversize(long bytes) -> {
                assertThat(bytes).isBetween(MAX_BYTES + 1L, (long) HARD_CAP);
                yield "Oversize " + bytes;
            }
            case Inbound.Ping(ByteBuf payload) -> "ping " + ByteBufUtil.hexDump(payload);
            case Inbound.Pong() -> "pong";
            case Inbound.Close(int code) -> "close " + code;
            case Violation(int code, String why) -> {
                assertThat(code).isIn(CODES);
                assertThat(why).isNotBlank();
                yield code + " " + why;
            }
        };
    }

    /** Mostly good ones, so that the bad is met in every state. */
    private static byte[] stream(Random random) {
        ByteBuf out = Unpooled.buffer();
        boolean open = false;
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            boolean control = random.nextInt(4) == 0;
            boolean fin = control || random.nextBoolean();
            int opcode = control ? 8 + random.nextInt(3) : open ? 0 : 1 + random.nextInt(2);
            frame(random, out, fin, opcode);
            open = control ? open : !fin;
        }
        if (random.nextInt(3) == 0) {
            out.setByte(random.nextInt(out.readableBytes()), random.nextInt());
        }
        return ByteBufUtil.getBytes(out);
    }

    private static void frame(Random random, ByteBuf out, boolean fin, int opcode) {
        byte[] payload = payload(random, LENGTHS[random.nextInt(opcode < 8 ? LENGTHS.length : 6)]);
        int mask = random.nextInt();
        out.writeByte((fin ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else {
            out.writeByte(0x80 | 126).writeShort(payload.length);
        }
        out.writeInt(mask);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
        }
    }

    /** Text, cut anywhere. */
    private static byte[] payload(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        byte[] whole = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[length];
        System.arraycopy(whole, 0, payload, 0, length);
        return payload;
    }
}
