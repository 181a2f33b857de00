package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Many numbers in a file, after how many they are. */
final class Floats {

    private Floats() {}

    static void write(DataOutput out, float[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        out.writeInt(numbers.length);
        out.write(bytes.array());
    }

    static float[] read(DataInput in) throws IOException {
        float[] numbers = new float[in.readInt()];
        byte[] bytes = new byte[numbers.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
        return numbers;
    }
}
