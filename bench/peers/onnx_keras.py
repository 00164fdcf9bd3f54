"""Compares Keras networks that tf2onnx writes with Keras: `python onnx_keras.py FOLDER [--only NAME] [--double]`. It prints rows as `onnx_parity.py` does.

`--double` prints below a row the relative l2 error of the gradient of each image against Keras in float64: of Keras in float32, and of ours. It needs an environment of its own (`pip install tensorflow-cpu tf2onnx`) and what `npx tsc -b` built. Weights are random, after four steps of training.
"""

import argparse
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tf2onnx

from onnx_comparison import ATTACKED, HEADS, IMAGES, compared, labels, norm, print_row

SIZE = 64


def of(name, **options):
    return lambda: getattr(keras.applications, name)(
        weights=None, input_shape=(SIZE, SIZE, 3), classes=10, classifier_activation="softmax", **options
    )


NETWORKS = [
    ("Keras MobileNet", of("MobileNet")),
    ("Keras MobileNetV2", of("MobileNetV2")),
    ("Keras ResNet50V2", of("ResNet50V2")),
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


def print_double(network, make, images, gradients):
    """Errors of gradients against those of the same network in float64, image by image."""
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    double = make()
    double.set_weights([weight.astype(np.float64) for weight in network.get_weights()])
    _, _, exact = peer_of(double)(images.astype(np.float64))
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy("float32")
    for name, gradient in gradients.items():
        errors = [norm(gradient[i] - exact[i]) / norm(exact[i]) for i in range(len(exact))]
        print(f"{name} against Keras in float64:", " ".join(f"{error:.1e}" for error in errors), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--double", action="store_true")
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
        peer = peer_of(network)
        cells, _ = compared(peer, images, file, asked.folder)
        print_row([name, f"{SIZE}x{SIZE}", "tf2onnx", *cells])
        if asked.double:
            first = images[:IMAGES]
            _, _, single = peer(first)
            ours = np.fromfile(asked.folder / "gradient.f32", np.float32).reshape(single.shape)
            print_double(network, make, first, {"Keras in float32": single, "ours": ours})


if __name__ == "__main__":
    main()
