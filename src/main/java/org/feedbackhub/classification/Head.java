package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What tells classes from features, and by how much its sureness is to be corrected. @param temperature 1 where it is right as it is */
record Head(SoftmaxRegression regression, double temperature) {

    double[] probabilities(Features features) {
        return regression.probabilities(features, temperature);
    }

    void write(DataOutput out) throws IOException {
        regression.write(out);
        out.writeDouble(temperature);
    }

    static Head read(DataInput in) throws IOException {
        return new Head(SoftmaxRegression.read(in), in.readDouble());
    }
}
