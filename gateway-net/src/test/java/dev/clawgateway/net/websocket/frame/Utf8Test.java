package dev.clawgateway.net.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check by parts, beside Java's decoder of whole texts. */
class Utf8Test {
    @Test
    void takesEveryCharacterThereIs() {
        Utf8 check = new Utf8();
        ByteBuf text = Unpooled.buffer();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.writeCharSequence(Character.toString(point), StandardCharsets.UTF_8);
            }
        }

        assertThat(check.mayBegin(text)).isTrue();
    }

    @Test
    void refusesABeginAtTheFirstByteThatNoCharacterGoesOnWith() {
        int[] edges = {0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int first = 0; first < 256; first++) {
            for (int second : edges) {
                for (int third : edges) {
                    byte[] begin = {(byte) first, (byte) second, (byte) third};
                    assertThat(new Utf8().mayBegin(Unpooled.wrappedBuffer(begin)))
                            .isEqualTo(goesOn(begin));
                }
            }
        }
    }

    /** Whether some continuation makes it text: the lowest or the highest there could be. */
    private static boolean goesOn(byte[] begin) {
        for (int missing = 0; missing <= 3; missing++) {
            byte[] low = Arrays.copyOf(begin, begin.length + missing);
            byte[] high = low.clone();
            Arrays.fill(low, begin.length, low.length, (byte) 0x80);
            Arrays.fill(high, begin.length, high.length, (byte) 0xbf);
            byte[] turned = low.clone();
            if (missing > 0) {
                turned[begin.length] = (byte) 0xa0;
            }
            if (Utf8.decode(low) != null
                    || Utf8.decode(high) != null
                    || Utf8.decode(turned) != null) {
                return true;
            }
        }
        return false;
    }

    @Test
    void comesToTheSameHoweverATextIsCut() {
        long seed = 20_260_713;
        Random random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            byte[] bytes = someText(random);
            ByteBuf text = Unpooled.buffer();
            Utf8 check = new Utf8();
            boolean good = true;
            for (int at = 0; good && at < bytes.length; ) {
                int count = 1 + random.nextInt(bytes.length - at);
                text.writeBytes(bytes, at, count);
                good = check.mayBegin(text);
                at += count;
            }

            assertThat(good).as("seed %d run %d", seed, run).isEqualTo(goesOn(bytes));
        }
    }

    /** A few characters, one byte of which is often another one. */
    private static byte[] someText(Random random) {
        int[] bounds = {0x80, 0x800, 0xd800, 0x110000};
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(random.nextInt(bounds[random.nextInt(bounds.length)]));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
