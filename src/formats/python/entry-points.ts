import type { Expression } from './syntax.ts';

/** What runs with the object: properties, and validators of its fields. */
export const CALLED_ANYWAY = /(?:^|\.)(?:(?:cached_)?property|(?:field_|model_|root_)?validator\(\))$/u;
/** Decorators of servers, which call what they decorate with what somebody sends. */
export const ROUTES =
  /\.(?:route|get|post|put|patch|delete|websocket|api_route|message_handler|on_message|command|api)\(\)$|\.(?:tool|function_tool|kernel_function|skill|action|register_for_execution)(?:\(\))?$|^(?:tool|spaces\.GPU|bentoml\.api|cl\.on_message|chainlit\.on_message)$/u;

/** Functions of a module that a server of models calls with what somebody sends it, and decorators of classes whose methods it does. */
export const SERVED = /^(?:input_fn|transform_fn|predict_fn)$/u;
export const SERVED_CLASS =
  /^(?:litserve|ls)\.LitAPI$|^kserve\.Model$|^mlserver\.MLModel$|^ts\.torch_handler\.[\w.]+$|^cog\.BasePredictor$/u;
export const ANSWERED = /^(?:decode_request|predict|preprocess|postprocess|handle|inference|encode_response)$/u;
export const DEPLOYED =
  /^(?:ray\.)?serve\.(?:deployment|ingress)(?:\(\))?$|^bentoml\.(?:service|legacy\.\w+)(?:\(\))?$/u;

/** `__name__ == '__main__'`, which the parser keeps as the two sides. */
export function isMainTest(test: Expression): boolean {
  if (test.kind !== 'other' || test.parts.length !== 2) return false;
  const name = test.parts.some((part) => part.kind === 'name' && part.name === '__name__');
  return name && test.parts.some((part) => part.kind === 'text' && part.value === '__main__');
}
