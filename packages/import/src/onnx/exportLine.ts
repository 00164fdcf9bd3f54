/** How a network of which no architecture is known here becomes a file that is read: a line of Python. */
export const exportLine =
  "export the network to ONNX in PyTorch, torch.onnx.export(model.eval(), (torch.rand(1, 3, 32, 32),), 'model.onnx', opset_version=18), and import that file";
