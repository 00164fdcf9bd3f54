"""Compares Keras networks that tf2onnx writes with Keras: `python onnx_keras.py FOLDER [--only NAME]`. It prints rows as `onnx_parity.py` does.

It needs an environment of its own (`pip install tensorflow-cpu tf2onnx`) and what `npx tsc -b` built. Weights are random, after four steps of training.
"""

import argparse
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tf2onnx

from onnx_comparison import ATTACKED, HEADS, compared, labels, print_row

SIZE = 64


def of(name, **options):
    return lambda: getattr(keras.applications, name)(
        weights=None, input_shape=(SIZE, SIZE, 3), classes=10, classifier_activation="softmax", **options
    )


NETWORKS = [
    ("Keras MobileNet", of("MobileNet")),
    ("Keras MobileNetV2", of("MobileNetV2")),
]


def trained_a_little(make):
    keras.utils.set_random_seed(0)
    network = make()
    for layer in network.layers:
        # Keras' running statistics move by a hundredth in a step: after a few, all images would have the same logits.
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.3
    network.compile(keras.optimizers.SGD(0.005, momentum=0.9), "sparse_categorical_crossentropy")
    images = np.random.default_rng(0).random((16, SIZE, SIZE, 3), np.float32)
    network.fit(images, labels(16), batch_size=4, epochs=1, verbose=0)
    return network


def peer_of(network):
    """Logits, losses and the gradient of their sum; the softmax at the end, which the import leaves out, is left out here, too."""
    network.layers[-1].activation = keras.activations.linear
    scores = keras.Model(network.inputs, network.outputs)

    @tf.function
    def passes(x, wanted):
        with tf.GradientTape() as tape:
            tape.watch(x)
            logits = scores(x, training=False)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, logits)
            total = tf.reduce_sum(losses)
        return logits, losses, tape.gradient(total, x)

    return lambda images: [t.numpy() for t in passes(tf.constant(images), tf.constant(labels(len(images))))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    print_row(HEADS)
    print("|" + "---|" * len(HEADS))
    for name, make in NETWORKS:
        if asked.only is not None and asked.only != name:
            continue
        network = trained_a_little(make)
        file = asked.folder / "network.onnx"
        signature = [tf.TensorSpec((None, SIZE, SIZE, 3), tf.float32, name="images")]
        forward = tf.function(lambda x: network(x, training=False), input_signature=signature)
        tf2onnx.convert.from_function(forward, input_signature=signature, opset=17, output_path=str(file))
        images = np.random.default_rng(1).random((ATTACKED, SIZE, SIZE, 3), np.float32)
        cells, _ = compared(peer_of(network), images, file, asked.folder)
        print_row([name, f"{SIZE}x{SIZE}", "tf2onnx", *cells])


if __name__ == "__main__":
    main()
