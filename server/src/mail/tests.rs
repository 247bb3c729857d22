mod agenda;
mod hostile;
mod letters;
mod relay;
mod sending;
mod shown;
mod smtp;
mod support;
