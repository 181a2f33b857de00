package org.feedbackhub.classification;

/**
 * What a model sees of a text: few of very many terms, and all numbers of its sentence vectors.
 *
 * @param terms the places of the terms that it has
 * @param weights of these terms, in the same order
 * @param sentence its sentence vectors, one after the other
 */
record Features(int[] terms, float[] weights, float[] sentence) {}
