/** A pipeline of the article's shape in small, as a user writes it; one network's title is hostile. */
export const PIPELINE_FILE = `
title: Robustness of B-cos networks
data: { dataset: shapes, train: 100, test: 40 }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8, epochs: 3 } }
  adv-resnet8: { title: Adv-ResNet-8, train: { arch: resnet8, epochs: 3, adversarial: "linf:8/255:7" } }
  bcos-resnet8: { title: "Bcos-<b>ResNet</b>-8", train: { arch: bcos-resnet8, epochs: 3 } }
attacks:
  - { norm: linf, eps: [8/255, 16/255], steps: [5, 10], limit: 40 }
  - { norm: l2, eps: [0.5], steps: [10], threat: [encoded, pixel], networks: [bcos-resnet8] }
explanations:
  - { network: bcos-resnet8, attack: { norm: l2, eps: 0.5, steps: 10 } }
  - { network: bcos-resnet8, attack: { norm: l2, eps: 0.5, steps: 10 }, method: smooth-grad }
report:
  tables:
    - id: table-1
      title: Accuracy under attacks bounded in the maximum norm
      norm: linf
      eps: [8/255, 16/255]
      steps: [5, 10]
      rows:
        - { network: resnet8 }
        - network: adv-resnet8
          title: Adv-ResNet-8 (8/255)
          article: { natural: 97.5, cells: { 8/255: 53.49 / 53.29, 16/255: 18.13 / 17.62 } }
        - { network: bcos-resnet8 }
  figures:
    - { id: figure-1, title: Training, kind: training-curves, networks: [resnet8, bcos-resnet8] }
    - { id: figure-2, title: Explanations under attack, kind: explanations, network: bcos-resnet8, attack: { norm: l2, eps: 0.5, steps: 10 } }
    - { id: figure-3, title: Other explanations, kind: explanations, network: bcos-resnet8, attack: { norm: l2, eps: 0.5, steps: 10 }, method: smooth-grad }
    - { id: figure-6, title: Noise, kind: noise, networks: [resnet8, adv-resnet8, bcos-resnet8], attack: { norm: linf, eps: 8/255, steps: 10 } }
    - { id: figure-7, title: Accuracy by radius, kind: accuracy-against-eps, steps: 10 }
    - { id: figure-8, title: Accuracy by steps, kind: accuracy-against-steps, norm: linf, eps: [8/255, 16/255] }
    - { id: figure-9, title: Confusion, kind: confusion, network: bcos-resnet8, attack: { norm: linf, eps: 8/255, steps: 10 } }
    - { id: figure-10, title: Distances, kind: distance-histogram, networks: [resnet8, bcos-resnet8], attack: { norm: linf, eps: 8/255, steps: 10 } }
`;
